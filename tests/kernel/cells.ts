/**
 * What a cell does: the suite that every kernel on the core must pass. It is run against a session in this
 * process (session.test.ts) and through Jupyter's protocol (protocol.test.ts).
 */

export interface CellCase {
  name: string;
  /** The cells in order; what is expected is expected of the last one. */
  cells: string[];
  /** text/plain of the result; undefined: there is none. */
  result?: string | RegExp;
  stdout?: string;
  /** ename, and something that the traceback contains. */
  error?: [ename: string, traceback: RegExp];
}

export const suite: Record<string, CellCase[]> = {
  "The last expression is the result": [
    { name: "a number", cells: ["1 + 1"], result: "2" },
    { name: "a string alone, not a directive", cells: ["'use strict'"], result: "'use strict'" },
    { name: "with a semicolon and a comment", cells: ["let a = 1;\na + 1; // two\n"], result: "2" },
    { name: "an object literal in parentheses", cells: ["({ a: 1 })"], result: "{ a: 1 }" },
    { name: "an assignment", cells: ["let a = 1", "a += 4"], result: "5" },
    { name: "undefined shows nothing", cells: ["undefined"] },
    { name: "a declaration shows nothing", cells: ["const a = 3"] },
    { name: "null", cells: ["null"], result: "null" },
    { name: "a function", cells: ["const f = (x: number) => x; f"], result: "[Function: f]" },
    { name: "a class", cells: ["class Ball {}\nBall"], result: "[class Ball]" },
    { name: "an empty cell", cells: [""] },
    { name: "only a comment", cells: ["// nothing"] },
    { name: "export default", cells: ["export default 7"], result: "7" },
    { name: "no result of an earlier cell", cells: ["5", "const b = 1"] },
  ],
  "Values are printed to be read": [
    {
      name: "a matrix in columns",
      cells: ["[[1, 2.5], [10, -3]]"],
      result: "2 × 2 [\n  [  1  2.5 ]\n  [ 10   -3 ]\n]",
    },
    {
      name: "a matrix of typed rows",
      cells: ["[new Float64Array([1, 2]), new Float64Array([3, 4])]"],
      result: /^2 × 2 \[/,
    },
    {
      name: "a long typed array shortened",
      cells: ["new Float64Array(784)"],
      result: /^Float64Array\(784\) \[ 0, .*… 773 more …, 0, 0, 0 \]$/,
    },
    {
      name: "a long array of numbers shortened",
      cells: ["Array.from({ length: 100 }, (_, i) => i / 3)"],
      result: /^Array\(100\) \[ 0, 0\.333333, /,
    },
    {
      name: "a short typed array whole",
      cells: ["Float64Array.of(0.1, 0.2)"],
      result: "Float64Array(2) [ 0.1, 0.2 ]",
    },
    {
      name: "a large matrix shortened both ways",
      cells: ["Array.from({ length: 60 }, () => new Array(60).fill(1))"],
      result: /^60 × 60 \[\n(.*….*\n)+\]$/,
    },
    {
      name: "rows of different length are no matrix",
      cells: ["[[1], [1, 2]]"],
      result: "[ [ 1 ], [ 1, 2 ] ]",
    },
    { name: "an array of objects as it is", cells: ["[{ a: 1 }]"], result: "[ { a: 1 } ]" },
    { name: "a Map", cells: ["new Map([['a', 1]])"], result: "Map(1) { 'a' => 1 }" },
    {
      name: "an object whose printing throws",
      cells: ["({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no'); } })"],
      result: "(a value that cannot be printed)",
    },
    {
      name: "its own display",
      cells: ["({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'mine' }) })"],
      result: "mine",
    },
    {
      name: "a promise of its own display",
      cells: ["({ async [Symbol.for('Jupyter.display')]() { return { 'text/plain': 'later' }; } })"],
      result: "later",
    },
    {
      name: "a display that gives no bundle is an error",
      cells: ["({ [Symbol.for('Jupyter.display')]: () => 3 })"],
      error: ["TypeError", /expected an object of MIME types/],
    },
  ],
  "Names live on in later cells": [
    { name: "let", cells: ["let a = 1", "a = a + 1", "a"], result: "2" },
    {
      name: "var, also from inside a block and a loop",
      cells: ["if (true) { var a = 1 }\nfor (var i = 0; i < 3; i++);", "[a, i]"],
      result: "[ 1, 3 ]",
    },
    {
      name: "destructuring",
      cells: [
        "const { p, q: [r = 5, ...rest] } = { p: 1, q: [undefined, 2, 3] as (number | undefined)[] }",
        "({ p, r, rest })",
      ],
      result: "{ p: 1, r: 5, rest: [ 2, 3 ] }",
    },
    {
      name: "var destructuring in a block",
      cells: ["{ var { x, ...others } = { x: 1, y: 2 } }", "({ x, others })"],
      result: "{ x: 1, others: { y: 2 } }",
    },
    {
      name: "a function is hoisted",
      cells: [
        "const three = add(1, 2);\nfunction add(a: number, b: number) { return a + b; }",
        "[three, add(3, 4)]",
      ],
      result: "[ 3, 7 ]",
    },
    {
      name: "a change is seen by functions of earlier cells",
      cells: ["let rate = 1;\nfunction step() { return rate; }", "rate = 10", "step()"],
      result: "10",
    },
    {
      name: "a change by a function of an earlier cell is seen",
      cells: ["let count = 0;\nconst increase = () => ++count", "increase(); increase()", "count"],
      result: "2",
    },
    {
      name: "object shorthand of earlier variables",
      cells: ["const network = 1, data = 2", "const both = { network, data };\nboth"],
      result: "{ network: 1, data: 2 }",
    },
    {
      name: "shorthand as an argument",
      cells: ["const a = 1;\nconst f = (o: { a: number }) => o.a", "f({ a })"],
      result: "1",
    },
    {
      name: "swap by destructuring assignment",
      cells: ["let a = 1, b = 2", "[a, b] = [b, a];\n({ a, b })"],
      result: "{ a: 2, b: 1 }",
    },
    {
      name: "object destructuring assignment with a default",
      cells: ["let a = 1, b = 0", "({ a, b = 9 } = { a: 5 } as { a: number; b?: number });\n[a, b]"],
      result: "[ 5, 9 ]",
    },
    {
      name: "an earlier variable as a loop's variable",
      cells: ["let x = 0", "for (x of [1, 2, 3]);\nx"],
      result: "3",
    },
    {
      name: "increments and logical assignment",
      cells: ["let a = 1; let b: number | undefined", "a++; ++a; b ??= 4; b ||= 5;\n[a, b]"],
      result: "[ 3, 4 ]",
    },
    {
      name: "parameters and locals shadow them",
      cells: [
        "const x = 1;\nlet y = 2",
        "const f = (x: number) => { const y = 10; return x + y; };\n[f(5), x, y]",
      ],
      result: "[ 15, 1, 2 ]",
    },
    {
      name: "catch variables and block scopes shadow them",
      cells: [
        "const e = 1, i = 2",
        "try { throw 5 } catch (e) { console.log(e) }\nfor (let i = 0; i < 1; i++) console.log(i);\n{ let e = 3; console.log(e) }\n[e, i]",
      ],
      result: "[ 1, 2 ]",
      stdout: "5\n0\n3\n",
    },
    {
      name: "a property of the same name is left alone",
      cells: ["const a = 1", "const o = { a: 5, b: { a: 6 }, 'c': a };\n[o.a, o.b.a, o.c, o['a']]"],
      result: "[ 5, 6, 1, 5 ]",
    },
    {
      name: "a function is called without a receiver",
      cells: ["function self(this: unknown) { return this === undefined; }", "self()"],
      result: "true",
    },
    {
      name: "a method keeps its receiver",
      cells: ["const o = { v: 3, get() { return this.v; } }", "o.get()"],
      result: "3",
    },
    {
      name: "a tagged template",
      cells: [
        "const tag = (s: TemplateStringsArray, ...v: number[]) => s.join('|') + v.join()",
        "const n = 2;\ntag`a${n}b${3}`",
      ],
      result: "'a|b|2,3'",
    },
    {
      name: "an anonymous function gets the variable's name",
      cells: ["const descend = () => 1", "descend.name"],
      result: "'descend'",
    },
    {
      name: "what a failed cell got to",
      cells: ["let a = 1;\nthrow new Error('x');\nlet b = 2;", "a"],
      result: "1",
    },
    {
      name: "what a failed cell did not get to is not there",
      cells: ["let a = 1;\nthrow new Error('x');\nlet unreached = 2;", "unreached"],
      error: ["TypeScript error", /Cannot find name 'unreached'/],
    },
    {
      name: "300 names",
      cells: [Array.from({ length: 300 }, (_, i) => `let v${i} = ${i};`).join("\n"), "v0 + v299"],
      result: "299",
    },
  ],
  "Loops at the top": [
    {
      name: "all kinds of writes, in all kinds of loops",
      cells: [
        "let a = 0, b = 1, c = 10, d: number | undefined, n = 3n",
        "for (let i = 0; i < 3; i++) { a += i; b = b * 2; c--; d ??= a + 5; n++; }\nwhile (a < 10) ++a;\ndo { a -= 4 } while (a > 0);\n[a, b, c, d, n]",
        "[a, b, c, d, n]",
      ],
      result: "[ -2, 8, 7, 5, 6n ]",
    },
    {
      name: "nested, with inner variables of the same name",
      cells: [
        "let s = 0; const xs = [1, 2, 3]",
        "for (let i = 0; i < xs.length; i++) { { let s = 100; s += xs[i]; } for (let j = 0; j < 2; j++) s += Math.abs(-xs[i]); }\ns",
      ],
      result: "12",
    },
    {
      name: "that call functions which write the same names",
      cells: [
        "let s = 0; const add = (x: number) => { s += x; }",
        "for (let i = 0; i < 4; i++) { s *= 2; add(i); }\ns",
      ],
      result: "11",
    },
    {
      name: "that use the old value of a postfix operator",
      cells: ["let i = 0; const seen = [0, 0, 0]", "while (i < 3) seen[i++] = i;\nseen"],
      result: "[ 1, 2, 3 ]",
    },
    {
      name: "with a label",
      cells: ["let n = 0;\nouter: for (;;) { for (;;) { if (++n > 4) break outer; } }\nn"],
      result: "5",
    },
    {
      name: "over a generator that reads them",
      cells: ["let s = 1;\nfunction* g() { while (s < 20) yield s; }\nfor (const x of g()) s += x;\ns"],
      result: "32",
    },
    {
      name: "over keys, with shorthand",
      cells: [
        "let last = {}; const o = { p: 1, q: 2 }",
        "for (const key in o) { const v = 1; last = { v, o, key }; }\nlast",
      ],
      result: "{ v: 1, o: { p: 1, q: 2 }, key: 'q' }",
    },
    {
      name: "that throw leave what they wrote",
      cells: ["let n = 0; const none = undefined as any", "for (;;) { n++; if (n === 5) none.x; }", "n"],
      result: "5",
    },
  ],
  "Names can be declared again": [
    { name: "const with another type", cells: ["const a = 1", "const a = 'x'", "a.length"], result: "1" },
    { name: "let", cells: ["let a = 1", "let a = [a, 2]", "a"], result: /./ },
    {
      name: "a function",
      cells: ["function f() { return 1; }", "function f() { return 'two'; }", "f().length"],
      result: "3",
    },
    {
      name: "a class, and the old instances live on",
      cells: [
        "class A { x = 1 }\nconst old = new A()",
        "class A { y = 2 }\nnew A().y",
        "[(old as any).x, new A().y]",
      ],
      result: "[ 1, 2 ]",
    },
    {
      name: "an interface",
      cells: ["interface P { x: number }", "interface P { y: number }\nconst p: P = { y: 1 };\np.y"],
      result: "1",
    },
    {
      name: "a type alias",
      cells: ["type T = number", "type T = string\nconst t: T = 'a';\nt"],
      result: "'a'",
    },
    { name: "an enum", cells: ["enum E { a }", "enum E { b = 5 }\nE.b"], result: "5" },
    {
      name: "a function as a variable",
      cells: ["function f() { return 1; }", "const f = 3", "f"],
      result: "3",
    },
    {
      name: "an import as a variable",
      cells: ["import { sep } from 'node:path'", "const sep = 3", "sep"],
      result: "3",
    },
    {
      name: "a class as an interface",
      cells: ["class A { x = 1 }", "interface A { y: number }\nconst a: A = { y: 2 };\na.y"],
      result: "2",
    },
    {
      name: "the same cell again",
      cells: [
        "const xs = [1, 2];\nfunction total() { return xs.reduce((a, b) => a + b); }\nclass C { #v = total(); get v() { return this.#v; } }\nnew C().v",
        "const xs = [1, 2];\nfunction total() { return xs.reduce((a, b) => a + b); }\nclass C { #v = total(); get v() { return this.#v; } }\nnew C().v",
      ],
      result: "3",
    },
    {
      name: "a function that failed to compile, mended",
      cells: ["const f = (x: number) => x.nothing", "const f = (x: number) => x + 1", "f(1)"],
      result: "2",
    },
  ],
  "The language at the top of a cell": [
    { name: "top-level await", cells: ["const a = await Promise.resolve(5);\na"], result: "5" },
    {
      name: "await in an expression that is the result",
      cells: ["(await Promise.resolve(5)) + 1"],
      result: "6",
    },
    {
      name: "top-level for await",
      cells: [
        "async function* g() { yield 1; yield 2; }",
        "let s = 0;\nfor await (const x of g()) s += x;\ns",
      ],
      result: "3",
    },
    {
      name: "await in a nested block",
      cells: ["let s = 0;\nfor (const x of [1, 2]) { if (x) { s += await Promise.resolve(x); } }\ns"],
      result: "3",
    },
    {
      name: "async functions of earlier cells",
      cells: ["const f = async (x: number) => { await null; return x * 2; }", "await f(4)"],
      result: "8",
    },
    { name: "generators", cells: ["function* g() { yield* [1, 2]; }", "[...g()]"], result: "[ 1, 2 ]" },
    {
      name: "classes: private, static, accessors, inheritance over cells",
      cells: [
        "abstract class Shape { static count = 0; #n = 1; constructor(protected name: string) { Shape.count++; } get n() { return this.#n; } abstract area(): number }",
        "class Square extends Shape { constructor(private side: number) { super('square'); } area() { return this.side ** 2; } label() { return this.name; } }\nconst s = new Square(3);\n[s.area(), s.label(), s.n, Shape.count]",
      ],
      result: "[ 9, 'square', 1, 1 ]",
    },
    {
      name: "a static block and a self-reference",
      cells: ["class A { static all: A[] = []; static { A.all.push(new A()); } }", "A.all.length"],
      result: "1",
    },
    {
      name: "enums and const enums",
      cells: [
        "enum Color { red, green = 'g' }\nconst enum K { one = 1 }\n[Color.red, Color.green, K.one]",
        "[Color.green, K.one]",
      ],
      result: "[ 'g', 1 ]",
    },
    {
      name: "a namespace",
      cells: ["namespace N { export const k = 1; export function f() { return k; } }\nN.f()"],
      result: "1",
    },
    {
      name: "a namespace in a later cell",
      cells: ["namespace N { export const k = 1; }", "N.k"],
      result: "1",
    },
    {
      name: "generics and overloads",
      cells: [
        "function id(x: number): number;\nfunction id(x: string): string;\nfunction id(x: unknown) { return x; }\nfunction first<T>(xs: T[]): T | undefined { return xs[0]; }",
        "[id('a'), first([1, 2])]",
      ],
      result: "[ 'a', 1 ]",
    },
    {
      name: "types of earlier cells",
      cells: [
        "interface Point { x: number }\ntype Pair = [Point, Point]",
        "const pair: Pair = [{ x: 1 }, { x: 2 }];\npair.map((p) => p.x)",
      ],
      result: "[ 1, 2 ]",
    },
    {
      name: "satisfies, as const, typeof",
      cells: [
        "const sizes = [2, 3, 1] as const satisfies readonly number[];\ntype Sizes = typeof sizes",
        "const copy: Sizes = sizes;\ncopy[0]",
      ],
      result: "2",
    },
    {
      name: "labels, switch, comma, exponent, nullish",
      cells: [
        "let n = 0;\nouter: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (j === 1) continue outer; n++; }\nswitch (n) { case 3: { let a = 1; n += a; break; } default: n = 0 }\nn++, (undefined as number | undefined) ?? n ** 2",
      ],
      result: "25",
    },
    {
      name: "closures in loops",
      cells: [
        "const fs: (() => number)[] = [];\nfor (let i = 0; i < 3; i++) fs.push(() => i);\nfs.map((f) => f())",
      ],
      result: "[ 0, 1, 2 ]",
    },
    {
      name: "default parameters that use earlier names",
      cells: ["const rate = 0.5", "function step(x: number, by = rate) { return x - by; }\nstep(2)"],
      result: "1.5",
    },
    {
      name: "a function expression's own name",
      cells: ["const fact = function f(n: number): number { return n < 2 ? 1 : n * f(n - 1); };\nfact(5)"],
      result: "120",
    },
    {
      name: "symbols, bigints, regular expressions, templates",
      cells: [
        "const big = 2n ** 64n;\n[`${big}`, /(?<y>\\d+)/.exec('a12')!.groups!.y, Symbol('s').description]",
      ],
      result: "[ '18446744073709551616', '12', 's' ]",
    },
    {
      name: "typeof a name that is nowhere",
      cells: ["typeof (globalThis as any).nowhere"],
      result: "'undefined'",
    },
    { name: "this at the top is undefined, as in a module", cells: ["this === undefined"], result: "true" },
    {
      name: "strict mode, as in a module",
      cells: ["(function () { return this === undefined; } as any)()"],
      result: "true",
    },
    {
      name: "decorators",
      cells: [
        "function mark(target: any) { target.marked = true; }\n@mark class A {}\n(A as any).marked",
        "(A as any).marked",
      ],
      result: "true",
    },
    {
      name: "export at the top is harmless",
      cells: [
        "export const a = 1;\nexport function f() { return a; }\nexport class C {}\nexport { a as b };",
        "f()",
      ],
      result: "1",
    },
    {
      name: "declare",
      cells: ["declare const injected: number;\n(globalThis as any).injected = 4;\ninjected"],
      result: "4",
    },
    {
      name: "a local class as a value",
      cells: [
        "const make = () => { class Local { v = 1 } return new Local(); };\nconst it = make();\nit.v",
        "it.v",
      ],
      result: "1",
    },
    {
      name: "an anonymous class with private members",
      cells: [
        "const K = class { private secret = 1; reveal() { return this.secret; } };\nnew K().reveal()",
        "new K().reveal()",
      ],
      result: "1",
    },
    {
      name: "a variable named like a global",
      cells: [
        "const name = 'n', status = 2, length = 3, event = 4;\n[name, status, length, event]",
        "name + length",
      ],
      result: "'n3'",
    },
    {
      name: "names with $ and letters of other alphabets",
      cells: ["const $a = 1, η = 0.1, Δv = 2", "$a + η + Δv"],
      result: "3.1",
    },
    {
      name: "JSON, dates, getters, computed keys",
      cells: [
        "const key = 'k';\nconst o = { [key]: 1, get twice() { return this[key] * 2; }, async m() { return 1; } };\n[o.twice, JSON.stringify({ o })]",
      ],
      result: /^\[ 2, /,
    },
    {
      name: "a loop over an object",
      cells: ["const seen: string[] = [];\nfor (const key in { a: 1, b: 2 }) seen.push(key);\nseen"],
      result: "[ 'a', 'b' ]",
    },
    {
      name: "optional calls and chains",
      cells: [
        "const o: { f?: () => number } | undefined = undefined as { f?: () => number } | undefined",
        "o?.f?.() ?? 'none'",
      ],
      result: "'none'",
    },
    {
      name: "a function with a parameter of a notebook's name in a nested arrow",
      cells: ["const w = 1", "[1, 2].map((w) => [3].map(() => w))"],
      result: "2 × 1 [\n  [ 1 ]\n  [ 2 ]\n]",
    },
    {
      name: "a recursive type and a mapped type",
      cells: [
        "type Tree = { value: number; children: Tree[] };\ntype Flags<T> = { [K in keyof T]: boolean }",
        "const t: Tree = { value: 1, children: [] };\nconst f: Flags<Tree> = { value: true, children: false };\n[t.value, f.value]",
      ],
      result: "[ 1, true ]",
    },
  ],
  Imports: [
    {
      name: "named, renamed, default and namespace",
      cells: [
        "import fs, { existsSync as exists } from 'node:fs';\nimport * as path from 'path';\n[typeof fs.readFileSync, typeof exists, path.posix.sep]",
        "[exists('/'), typeof fs.existsSync]",
      ],
      result: "[ true, 'function' ]",
    },
    {
      name: "types only",
      cells: [
        "import type { Stats } from 'node:fs';\nconst s: Stats | undefined = undefined;\ns === undefined",
      ],
      result: "true",
    },
    { name: "dynamic", cells: ["const m = await import('node:path');\ntypeof m.join"], result: "'function'" },
    {
      name: "require",
      cells: ["const { join } = require('node:path');\njoin('a', 'b').length"],
      result: "3",
    },
    {
      name: "imports are hoisted",
      cells: ["const s = sep.length;\nimport { sep } from 'node:path';\ns"],
      result: "1",
    },
    {
      name: "the library",
      cells: ["import { descend } from 'neural-descent';\ntypeof descend"],
      result: "'function'",
    },
    {
      name: "the library's formulas, with their types",
      cells: [
        "import { formula } from 'neural-descent/symbolic';\n" +
          "import { descend } from 'neural-descent';\n" +
          "const { f, gradient } = formula('(x - 3)^2');\n" +
          "const { points } = descend(f, { start: [0], gradient, learningRate: 0.5, steps: 1 });\n" +
          "const [end]: Float64Array = points[1];\nend",
      ],
      result: "3",
    },
    {
      name: "a mistake in the use of a formula, found before it runs",
      cells: ["import { formula } from 'neural-descent/symbolic';\nconst n: number = formula('x');"],
      error: ["TypeScript error", /Type 'Formula' is not assignable to type 'number'/],
    },
    {
      name: "mathjs",
      cells: ["import { create, all } from 'mathjs';\ncreate(all).evaluate('2^3')"],
      result: "8",
    },
    {
      name: "a package that is not there",
      cells: ["import { x } from 'no-such-package'"],
      error: ["TypeScript error", /Cannot find module 'no-such-package'/],
    },
  ],
  Errors: [
    {
      name: "name the cell's line and mark the place",
      cells: ["function f(o: any) {\n  return o.x.y;\n}\nf({})"],
      error: [
        "TypeError",
        /2 \| {3}return o\.x\.y;\n.*\^[^]*at f \(cell \[.*\]:2:14\)\n\s+at cell \[.*\]:4:/,
      ],
    },
    {
      name: "leave the kernel out",
      cells: ["throw new Error('x')"],
      error: ["Error", /^(?![^]*(kernel|node:|dist\/))/],
    },
    {
      name: "in a function of an earlier cell",
      cells: ["function fail() {\n  throw new RangeError('far');\n}", "fail()"],
      error: ["RangeError", /2 \| {3}throw new RangeError/],
    },
    {
      name: "after an await",
      cells: ["await Promise.resolve();\nthrow new Error('later')"],
      error: ["Error", /2 \| throw new Error\('later'\)/],
    },
    {
      name: "with a cause",
      cells: ["throw new Error('outer', { cause: new TypeError('inner') })"],
      error: ["Error", /Caused by .*TypeError.*: inner/],
    },
    { name: "a thrown value", cells: ["throw { code: 3 }"], error: ["Thrown value", /code: 3/] },
    {
      name: "a subclass",
      cells: [
        "class ShapeError extends Error { override name = 'ShapeError' }\nthrow new ShapeError('2 × 3')",
      ],
      error: ["ShapeError", /2 × 3/],
    },
    {
      name: "infinite recursion",
      cells: ["const f = (): number => f() + 1;\nf()"],
      error: ["RangeError", /Maximum call stack/],
    },
    {
      name: "a rejected await",
      cells: ["await Promise.reject(new Error('refused'))"],
      error: ["Error", /refused/],
    },
    {
      name: "all the compiler's, with line and caret",
      cells: ["let a: number = 'x';\n\nlet b: string = 1;"],
      error: ["TypeScript error", /line 1[^]*let a: number[^]*\^[^]*line 3[^]*let b: string[^]*\^/],
    },
    { name: "a syntax error", cells: ["let a = ;"], error: ["TypeScript error", /Expression expected/] },
    {
      name: "an await where none may be",
      cells: ["const f = () => { await 1; }"],
      error: ["TypeScript error", /await/],
    },
    {
      name: "a name that is nowhere, with what to do about it",
      cells: ["nowhere + 1"],
      error: ["TypeScript error", /nowhere[^]*Hint: If another cell declares it, run that cell first/],
    },
    {
      name: "a promise where a value is needed, with what to do about it",
      cells: ["const slow = async () => 3;\nconst n: number = slow();"],
      error: ["TypeScript error", /Hint: .*await/],
    },
    {
      name: "Python's print",
      cells: ["print(3)"],
      error: ["TypeScript error", /Hint: .*console\.log/],
    },
    {
      name: "a name that is nowhere",
      cells: ["nowhere + 1"],
      error: ["TypeScript error", /Cannot find name 'nowhere'/],
    },
    {
      name: "process.exit ends the cell only",
      cells: ["process.exit(3)"],
      error: ["Exit", /process\.exit\(3\)/],
    },
    { name: "the next cell works", cells: ["throw new Error('x')", "1 + 1"], result: "2" },
    {
      name: "after a type error, earlier names are there",
      cells: ["const a = 1", "const b: string = a", "a"],
      result: "1",
    },
  ],
  Output: [
    {
      name: "console.log in order",
      cells: ["console.log('a', 1); console.log({ b: 2 })"],
      stdout: "a 1\n{ b: 2 }\n",
    },
    {
      name: "from an awaited timer",
      cells: ["await new Promise((r) => setTimeout(() => { console.log('tick'); r(0); }, 5))"],
      result: "0",
      stdout: "tick\n",
    },
    {
      name: "at most a million characters, and what was cut",
      cells: ["for (let i = 0; i < 3; i++) console.log('x'.repeat(500_000));"],
      stdout: `${"x".repeat(500_000)}\n${"x".repeat(499_999)}\n… 500,003 more characters of output were cut: a cell shows 1,000,000.\n`,
    },
  ],
};
