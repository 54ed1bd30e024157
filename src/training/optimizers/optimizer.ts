import { expectFinite } from "../../calculus";
import { dtypeOf, Vector, vectorOfZeros } from "../../data/matrix";

/** What an optimizer remembers from step to step: t, the number of steps taken, and for most of them vectors. */
export interface OptimizerState {
  t: number;
}

/**
 * A way to use the gradient g = ∇C(θ): it changes the parameters θ by one step and what it remembers with them.
 * It is a pure step: all that it knows is in its arguments, so the same gradients give the same parameters, and
 * training can be stopped anywhere and continued.
 *
 * The hyperparameters, their defaults and the order of operations are those of PyTorch's `torch.optim`. Its
 * `weight_decay` is left out, except in AdamW: it adds λθ to the gradient, which L2 regularization does by name. Left out
 * too is what is switched off there by default: RMSProp's `centered` and `momentum`, Adam's `amsgrad`, `maximize`.
 */
export interface Optimizer<State extends OptimizerState = OptimizerState> {
  /** What it is called in figures and messages. */
  readonly name: string;
  /** PyTorch's default for η, which suits the method, not the problem. */
  readonly defaultLearningRate: number;

  /** The state before the first step, for parameters such as these, in their number format. */
  initialState(parameters: Vector): State;

  /**
   * One step. It changes `parameters` and `state` in place, and allocates nothing.
   *
   * @param parameters θ, n numbers
   * @param gradient g, n numbers, which stay as they are
   * @param state what `initialState` gave, or the step before
   * @param learningRate η, zero or more
   * @throws RangeError or TypeError, with nothing changed, if lengths differ or a number is NaN or infinite
   */
  step(parameters: Vector, gradient: Vector, state: State, learningRate: number): void;
}

/** Zeros beside each parameter, in the parameters' number format. */
export function zerosBeside(parameters: Vector): Vector {
  return vectorOfZeros(parameters.length, dtypeOf(parameters));
}

/** Checks what a step is given, before anything is changed. */
export function expectStep(
  parameters: Vector,
  gradient: Vector,
  learningRate: number,
  remembered: readonly Vector[] = [],
): void {
  if (!(expectFinite(learningRate, "the learning rate") >= 0)) {
    throw new RangeError(`expected a learning rate of zero or more, got ${learningRate}`);
  }
  const n = parameters.length;
  if (gradient.length !== n) {
    throw new RangeError(
      `expected a gradient of ${n} numbers, one for each parameter, got ${gradient.length}`,
    );
  }
  if (remembered.some((vector) => vector.length !== n)) {
    throw new RangeError(
      `expected the state of an optimizer of ${n} parameters, got one of ${remembered[0].length}: ` +
        "take initialState(parameters) for these parameters",
    );
  }
  for (let i = 0; i < n; i++) {
    if (Number.isFinite(gradient[i]) && Number.isFinite(parameters[i])) continue;
    expectFinite(gradient[i], `component ${i} of the gradient`);
    expectFinite(parameters[i], `parameter ${i}`);
  }
}

/** Checks a hyperparameter that says how much of the past is kept: from 0 up to, and not including, 1. */
export function expectShare(value: number, name: string): void {
  if (!(expectFinite(value, name) >= 0 && value < 1)) {
    throw new RangeError(`expected ${name} from 0 up to, but not including, 1, got ${value}`);
  }
}

/** Checks a hyperparameter that must not be negative. */
export function expectNotNegative(value: number, name: string): void {
  if (!(expectFinite(value, name) >= 0)) {
    throw new RangeError(`expected ${name} to be zero or more, got ${value}`);
  }
}
