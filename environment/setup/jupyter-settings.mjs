/** How JupyterLab is set up for the course: the server's configuration, and the defaults of what the learner sees. */

import { join } from "node:path";

import { jupyterFolder, venvFolder } from "./paths.mjs";
import { kernelName } from "./kernel-registration.mjs";
import { writeJson, writeText } from "./stored-file.mjs";

/**
 * The server. What is given on the command line goes before it.
 *
 * @param {NodeJS.Platform} [platform]
 */
export function serverConfiguration(platform = process.platform) {
  return {
    ServerApp: {
      ip: "127.0.0.1",
      // Ctrl-C stops the server without a question.
      answer_yes: true,
      // In a container there is often nobody but root.
      allow_root: true,
      // Not by way of a file: a browser that is installed as a snap cannot read it.
      use_redirect_file: false,
      // `npm start` itself tells what a learner wants to know.
      log_level: "ERROR",
      jpserver_extensions: {
        // A second interface to the same notebooks.
        notebook: false,
        notebook_shim: false,
        // The kernel itself completes and explains code. This one would look for other programs all over the system.
        jupyter_lsp: false,
        // For instructors; it needs a course folder.
        "nbgrader.server_extensions.formgrader": false,
        "nbgrader.server_extensions.validate_assignment": false,
        "nbgrader.server_extensions.assignment_list": false,
        "nbgrader.server_extensions.course_list": false,
      },
    },
    LabApp: {
      log_level: "ERROR",
      news_url: null,
      check_for_updates_class: "jupyterlab.NeverCheckForUpdate",
      extension_manager: "readonly",
      custom_css: true,
    },
    // Sockets of the file system instead of ports. Windows has none that ZeroMQ can use.
    ConnectionFileMixin: { transport: platform === "win32" ? "tcp" : "ipc" },
    MultiKernelManager: { default_kernel_name: kernelName },
    KernelSpecManager: { ensure_native_kernel: false, allowed_kernelspecs: [kernelName] },
  };
}

/** The parts of JupyterLab that the course does without. */
const pageConfiguration = {
  disabledExtensions: {
    "@jupyter/nbgrader": true,
    "@jupyter-notebook/lab-extension": true,
    "@jupyterlab/extensionmanager-extension": true,
    "@jupyterlab/lsp-extension": true,
    "@jupyterlab/notebook-extension:language-server": true,
    "@jupyterlab/fileeditor-extension:language-server": true,
  },
};

/** Defaults that differ from JupyterLab's own. A learner changes them in its settings editor. */
const settings = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  "@jupyterlab/completer-extension:manager": { autoCompletion: true, showDocumentationPanel: true },
  "@jupyterlab/docmanager-extension:plugin": { autosaveInterval: 20, renameUntitledFileOnSave: false },
  "@jupyterlab/filebrowser-extension:browser": {
    showLastModifiedColumn: false,
    navigateToCurrentDirectory: true,
  },
  "@jupyterlab/notebook-extension:tracker": {
    autoStartDefaultKernel: true,
    codeCellConfig: { lineNumbers: false, lineWrap: true, autoClosingBrackets: true },
    markdownCellConfig: { lineNumbers: false, lineWrap: true, matchBrackets: false },
    // Every cell stays in the page: a figure keeps its view and a widget its state when they are scrolled away.
    windowingMode: "none",
    recordTiming: false,
  },
};

/**
 * Figures are drawn in one gray for both themes, which is as good on each as one color can be. Here, where the theme is
 * known, their text takes its color.
 */
const style = `.js-plotly-plot text[style*="rgb(121, 121, 121)"] {
  fill: var(--jp-content-font-color1) !important;
}
`;

/** Writes what is not there yet. */
export function configureJupyter() {
  const configuration = join(jupyterFolder, "config");
  writeJson(join(configuration, "jupyter_server_config.json"), serverConfiguration());
  writeText(join(configuration, "custom", "custom.css"), style);
  writeJson(join(configuration, "labconfig", "page_config.json"), pageConfiguration);
  writeJson(join(venvFolder, "share", "jupyter", "lab", "settings", "overrides.json"), settings);
}
