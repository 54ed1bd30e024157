import { delimiter, dirname, sep } from "node:path";
import { expect, test } from "vitest";
import { serverConfiguration } from "../../environment/setup/jupyter-settings.mjs";
import { jupyterEnvironment, venvPython } from "../../environment/setup/jupyter.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { pipEnvironment } from "../../environment/setup/python-environment.mjs";

test("what the user has set for another Jupyter, Python or npm does not come through", () => {
  const environment = jupyterEnvironment({
    PATH: "/usr/bin",
    HOME: "/home/ada",
    JUPYTER_PATH: "/elsewhere",
    JUPYTER_CONFIG_PATH: "/elsewhere",
    JUPYTER_CONFIG_DIR: "/elsewhere",
    JUPYTER_TOKEN: "elsewhere",
    JUPYTERLAB_DIR: "/elsewhere",
    PYTHONPATH: "/elsewhere",
    PYTHONHOME: "/elsewhere",
    npm_config_registry: "elsewhere",
  });
  expect(Object.values(environment).filter((value) => value?.includes("elsewhere"))).toEqual([]);
  expect(environment.HOME).toBe("/home/ada");
  expect(environment.PATH?.split(delimiter)).toEqual([dirname(venvPython()), "/usr/bin"]);
  expect(environment.PYTHONNOUSERSITE).toBe("1");
});

test("Jupyter's configuration, data, settings and layouts lie inside the project", () => {
  const environment = jupyterEnvironment({});
  const names = [
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
  ];
  expect(names.filter((name) => !environment[name]?.startsWith(projectRoot + sep))).toEqual([]);
});

test("a PATH that Windows spells otherwise stays one variable", () => {
  const environment = jupyterEnvironment({ Path: "/usr/bin" });
  expect(environment.Path).toContain("/usr/bin");
  expect(environment.PATH).toBeUndefined();
});

test("kernels use no port where the system has sockets", () => {
  expect(serverConfiguration("linux").ConnectionFileMixin.transport).toBe("ipc");
  expect(serverConfiguration("darwin").ConnectionFileMixin.transport).toBe("ipc");
  expect(serverConfiguration("win32").ConnectionFileMixin.transport).toBe("tcp");
});

test("pip keeps the user's proxy and mirror, but installs nowhere else", () => {
  const environment = pipEnvironment({
    HTTPS_PROXY: "proxy",
    PIP_INDEX_URL: "mirror",
    PIP_TARGET: "/x",
    PIP_USER: "1",
  });
  expect(environment).toMatchObject({ HTTPS_PROXY: "proxy", PIP_INDEX_URL: "mirror", PIP_USER: "0" });
  expect(environment.PIP_TARGET).toBeUndefined();
});
