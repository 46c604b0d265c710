"""Every component in every state, for whoever works on the pages."""

from __future__ import annotations

from django import forms
from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

COLOURS = ("paper", "paper-2", "line", "edge", "ink", "ink-2", "ink-3", "seal")
RATINGS = ("Missed it", "Missed points", "Got it", "Effortless")
PROSE = r"""
一段中文 with Latin words，数字 3.5 与 `code` 相接；**强调**用字重，*emphasis* 也是。A [link](https://example.org).

- 第一点：“引号”、破折号——省略号……
- Second point, with $\sqrt{d_k}$ in it

> A quotation.

$$
\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V
= \sum_{i=1}^{n} \alpha_i v_i,
\qquad \alpha_i = \frac{\exp(q \cdot k_i)}{\sum_{j=1}^{n} \exp(q \cdot k_j)} \in [0, 1]
$$

| 方案 | weights | gradients | optimizer | total |
| --- | ---: | ---: | :---: | --- |
| 混合精度 AdamW | 2 | 2 | 4 + 4 + 4 | 16 bytes a parameter, before activations and buffers |
| QLoRA | 0.57 | – | – | ≈ 0.6 |

```python
def attention(q, k, v):  # a remark
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
    return scores.softmax(dim=-1) @ v, "a string that is long enough to scroll inside itself", 12
```
"""


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Text", help_text="What it is for.")
    choice = forms.ChoiceField(label="Choice", choices=[("1", "One"), ("2", "Two")])
    several = forms.MultipleChoiceField(
        label="Several",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "First"), ("b", "Second"), ("c", "A rather long third one")],
    )
    number = forms.IntegerField(label="Number", required=False)
    is_on = forms.BooleanField(label="A switch", required=False)
    text = forms.CharField(label="Long text", required=False, widget=forms.Textarea)


@staff_member_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "colours": COLOURS,
        "ratings": list(enumerate(RATINGS, 1)),
        "prose": PROSE,
        "forms": [SampleForm(prefix="plain"), SampleForm({}, prefix="wrong")],
    }
    return render(request, "styleguide/styleguide.html", context)
