/**
 * `npm run reset 02`: a fresh copy of lesson 02 in the workspace; the old one is kept. The work is in fresh-copy.mjs,
 * which is loaded only when this Node can read it.
 */

import { nodeIsNewEnough, nodeTooOld } from "./node-version.mjs";

if (nodeIsNewEnough(process.versions.node)) {
  import("./fresh-copy.mjs").then(function (copier) {
    return copier.main(process.argv.slice(2));
  });
} else {
  console.error(nodeTooOld(process.versions.node));
  process.exitCode = 1;
}
