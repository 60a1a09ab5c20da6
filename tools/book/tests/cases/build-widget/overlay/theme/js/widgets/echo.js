// @ts-check
//! Shows what it is told.

import { said } from "./echo/said.js";

said();
