/**
 * `npm start`: sets up what is missing and opens JupyterLab on the learner's workspace. `npm run author` opens it on the
 * sources of the lessons. The work is in launch.mjs, which is loaded only when this Node can read it.
 */

import { nodeIsNewEnough, nodeTooOld } from "./node-version.mjs";

if (nodeIsNewEnough(process.versions.node)) {
  import("./launch.mjs").then(function (launcher) {
    return launcher.main(process.argv.slice(2));
  });
} else {
  console.error(nodeTooOld(process.versions.node));
  process.exitCode = 1;
}
