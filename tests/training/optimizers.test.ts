import { describe, expect, test } from "vitest";
import * as library from "../../src/training/optimizers";
import type { Optimizer } from "../../src/training/optimizers";
import { optimizerOf } from "../../src/training/optimizers/by-name";
import fixture from "../fixtures/optimizers.json";
import { Sequence } from "../fixtures/sequence";

type Make = (options?: object) => Optimizer;
const make = (name: string, options: object = {}): Optimizer =>
  (library as unknown as Record<string, Make>)[name](options);

const all = Object.values(library.optimizers);

describe("against PyTorch, 50 steps from the same numbers give the same parameters", () => {
  test.each(
    fixture.cases.map((c) => ({ ...c, title: `${c.optimizer} ${JSON.stringify(c.options)}, ${c.problem}` })),
  )("$title, rate $rate", ({ optimizer: name, options, problem, rate, parameters: expected }) => {
    const optimizer = make(name, options);
    const θ = new Sequence(7).take(5);
    const given = new Sequence(11);
    const state = optimizer.initialState(θ);
    let compared = 0;
    for (let step = 1; step <= 50; step++) {
      const gradient = problem === "given" ? given.take(5) : θ.map((θi, i) => fixture.curvatures[i] * θi);
      optimizer.step(θ, gradient, state, rate ?? optimizer.defaultLearningRate);
      const kept = fixture.steps.indexOf(step);
      if (kept < 0) continue;
      expected[kept].forEach((value, i) =>
        expect(Math.abs(θ[i] - value), `step ${step}, parameter ${i}`).toBeLessThanOrEqual(
          1e-10 * Math.abs(value),
        ),
      );
      compared++;
    }
    expect(compared).toBe(fixture.steps.length);
  });

  test("every optimizer is among the cases", () => {
    const compared = new Set(fixture.cases.map(({ optimizer, options }) => make(optimizer, options).name));
    expect([...compared].sort()).toEqual(all.map(({ name }) => name).sort());
  });
});

describe.each(all)("$name", (optimizer) => {
  const parameters = () => Float64Array.of(1, -2, 3);
  const gradient = () => Float64Array.of(0.5, 0.25, -1);

  test("keeps all that it knows in the state: a copy of it goes on as the original would", () => {
    const θ = parameters();
    const state = optimizer.initialState(θ);
    for (let k = 0; k < 3; k++) optimizer.step(θ, gradient(), state, 0.1);
    const [θCopy, stateCopy] = structuredClone([θ, state]);
    optimizer.step(θ, gradient(), state, 0.1);
    optimizer.step(θCopy, gradient(), stateCopy, 0.1);
    expect(θCopy).toEqual(θ);
    expect(stateCopy).toEqual(state);
  });

  test("leaves the gradient as it is, and parameters without a gradient where they are", () => {
    const θ = parameters();
    const g = Float64Array.of(0.5, 0, -1);
    optimizer.step(θ, g, optimizer.initialState(θ), 0.1);
    expect(g).toEqual(Float64Array.of(0.5, 0, -1));
    expect(θ[0]).toBeLessThan(1);
    if (optimizer.name !== "AdamW") expect(θ[1]).toBe(-2);
    expect(θ[2]).toBeGreaterThan(3 * 0.999);
  });

  test("works on 32-bit numbers with a 32-bit state", () => {
    const θ = Float32Array.of(1, -2, 3);
    const state = optimizer.initialState(θ);
    optimizer.step(θ, Float32Array.of(0.5, 0.25, -1), state, 0.1);
    const exact = parameters();
    optimizer.step(exact, gradient(), optimizer.initialState(exact), 0.1);
    for (const value of Object.values(state)) {
      if (typeof value !== "number") expect(value).toBeInstanceOf(Float32Array);
    }
    θ.forEach((θi, i) => expect(Math.abs(θi - exact[i])).toBeLessThan(1e-6));
  });

  test.each([
    ["a gradient of another length", () => [Float64Array.of(1, 2), 0.1] as const, /gradient of 3 numbers/],
    [
      "NaN in the gradient",
      () => [Float64Array.of(1, NaN, 2), 0.1] as const,
      /component 1 of the gradient.*NaN/,
    ],
    [
      "an infinite gradient",
      () => [Float64Array.of(1, 2, -Infinity), 0.1] as const,
      /component 2.*-Infinity/,
    ],
    ["a negative rate", () => [gradient(), -1] as const, /learning rate of zero or more, got -1/],
    ["a rate that is NaN", () => [gradient(), NaN] as const, /learning rate.*NaN/],
  ])("refuses %s and changes nothing", (_, bad, message) => {
    const θ = parameters();
    const state = optimizer.initialState(θ);
    optimizer.step(θ, gradient(), state, 0.1);
    const before = structuredClone([θ, state]);
    const [g, rate] = bad();
    expect(() => optimizer.step(θ, g, state, rate)).toThrow(message);
    expect([θ, state]).toEqual(before);
  });

  test("refuses the state of another network", () => {
    const θ = parameters();
    const other = optimizer.initialState(Float64Array.of(1, 2));
    if (Object.keys(other).length === 1) return; // gradient descent remembers no vector
    expect(() => optimizer.step(θ, gradient(), other, 0.1)).toThrow(/state of an optimizer of 3 parameters/);
    expect(θ).toEqual(parameters());
  });
});

test.each([
  ["momentum", { momentum: 1 }, /momentum from 0 up to, but not including, 1, got 1/],
  ["momentum", { dampening: -0.1 }, /dampening/],
  ["nesterov", { momentum: NaN }, /momentum.*finite.*NaN/],
  ["adagrad", { initialAccumulator: -1 }, /initialAccumulator to be zero or more/],
  ["adagrad", { learningRateDecay: Infinity }, /learningRateDecay/],
  ["rmsProp", { alpha: 1.5 }, /alpha/],
  ["adadelta", { rho: -1 }, /rho/],
  ["adadelta", { epsilon: 0 }, /epsilon to be positive/],
  ["adam", { beta1: 1 }, /beta1/],
  ["adam", { beta2: "much" }, /beta2 to be a number, got the text "much"/],
  ["adam", { epsilon: -1 }, /epsilon/],
  ["adamW", { weightDecay: -1 }, /weightDecay/],
])("%s(%o) is refused", (name, options, message) => {
  expect(() => make(name, options)).toThrow(message);
});

test("a name stands for an optimizer with its usual hyperparameters; what is none is told apart", () => {
  expect(optimizerOf("adam").name).toBe("Adam");
  const own = library.momentum();
  expect(optimizerOf(own)).toBe(own);
  expect(() => optimizerOf("adma" as never)).toThrow(/one of gradient-descent, momentum, .*, got "adma"/);
  expect(() => optimizerOf(library.adam as never)).toThrow(/call it, as in adam\(\)/);
});
