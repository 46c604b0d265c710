// The loop's behaviours; collected as one file, see config/static_storage.py.

import "./keys.js";
import "./draft.js";
import "./clock.js";
import "./loop.js";
import "./unsent.js";
import "./fonts.js";
