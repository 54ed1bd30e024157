/**
 * For each lesson one mistake in the library that a claim of the lesson must notice: a claim that no mistake can make
 * fail shows nothing.
 */
import type { Mutation } from "./mutated-course.js";

export interface LessonMutation extends Mutation {
  lesson: string;
  /** What is wrong, for the test's name. */
  mistake: string;
  /** Claims of the lesson that must fail. */
  claims: string[];
}

export const mutations: LessonMutation[] = [
  {
    lesson: "01-neurons-and-cost",
    mistake: "a mean that is not divided by n",
    file: "network/costs.ts",
    right: "return sum / divisor(outputs);",
    wrong: "return sum;",
    claims: ["C6"],
  },
  {
    lesson: "02-gradient-descent",
    mistake: "a swapped index in a step",
    file: "calculus/vectors.ts",
    right: "reached[i] = v[i] + t * d[i];",
    wrong: "reached[i] = v[i] + t * d[0];",
    claims: ["B3", "B9", "C8"],
  },
  {
    lesson: "05-the-chain-rule",
    mistake: "δ without the activation's slope",
    file: "network/backpropagation-by-hand.ts",
    right: "dCda[l + 1].map((d, j) => d * slopes[l + 1][j])",
    wrong: "dCda[l + 1].map((d) => d)",
    claims: ["D3"],
  },
  {
    lesson: "07-checking-gradients",
    mistake: "a gradient that is not divided by n",
    file: "network/costs.ts",
    right: "gradient.values[k] = cost.slope(outputs.values[k], targets.values[k]) / n;",
    wrong: "gradient.values[k] = cost.slope(outputs.values[k], targets.values[k]);",
    claims: ["D13"],
  },
];
