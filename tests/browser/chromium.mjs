/** The Chromium that the browser tests drive: the same that draws figures for print. */
export { findChromium, howToInstallChromium } from "../../environment/print/chromium.mjs";
