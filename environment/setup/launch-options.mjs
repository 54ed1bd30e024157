/** What stands on the command line of `npm start`. */

/**
 * @typedef {object} LaunchOptions
 * @property {boolean} author whether to open the sources of the lessons instead of the workspace
 * @property {boolean} browser whether to open a browser
 * @property {string | undefined} port the port that was asked for
 * @property {boolean} choosesPage whether the user says which page the server opens first
 * @property {string[]} jupyter everything that goes on to JupyterLab, as it came
 */

/**
 * @param {string[]} words
 * @returns {LaunchOptions}
 */
export function readOptions(words) {
  const jupyter = words.filter((word) => word !== "--author");
  const port = jupyter.findIndex((word) => /^--(port|ServerApp\.port)(=|$)/.test(word));
  return {
    author: words.includes("--author"),
    browser: !jupyter.some((word) =>
      /^--no-browser$|^--(ServerApp|LabApp|ExtensionApp)\.open_browser=(False|0)$/i.test(word),
    ),
    port: port < 0 ? undefined : (jupyter[port].split("=")[1] ?? jupyter[port + 1]),
    choosesPage: jupyter.some((word) => /^--(ServerApp|LabApp)\.default_url(=|$)/.test(word)),
    jupyter,
  };
}
