import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { programs } from "neural-descent/dist/widgets/programs.cjs.js";
import { shareWidgetPrograms, Widget } from "../../src";

test.each(Object.entries(programs))(
  "the program of %s is under 300 KB, and ends no element",
  (name, text) => {
    expect(Buffer.byteLength(text)).toBeLessThan(300_000);
    expect(text).not.toMatch(/<\/script|<!--/i);
    expect(statSync(new URL(`../../dist/widgets/${name}.js`, import.meta.url)).size).toBeGreaterThan(500);
  },
);

test("a widget without a program says what to do", () => {
  const widget = new Widget({ kind: "oracle" as "quiz", title: "", data: {}, text: "", height: 1 });
  expect(() => widget.document).toThrow(/run npm run build/);
});

test("sharing leaves a page without widgets as it is", () => {
  const html = "<p>data-program</p><script>1</script>";
  expect(shareWidgetPrograms(html, "widgets")).toEqual({ html, names: [] });
});
