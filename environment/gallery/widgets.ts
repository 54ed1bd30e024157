/** One of every kind of widget. */
import * as nd from "../../src";
import type { Dataset, Network, Widget } from "../../src";

/**
 * @param reader a network that has learned digits
 * @param digits that it may be shown
 */
export function widgetSpecimens(reader: Network, digits: Dataset): Record<string, () => Widget> {
  const { inputs, labels } = digits.take(12);
  return {
    quiz: () =>
      nd.quiz({
        title: "Quiz: neurons and cost",
        questions: [
          {
            ask: "What does the bias of a neuron do?",
            choices: [
              {
                text: "It shifts where it becomes active.",
                right: true,
                reason: "It is added to the weighted sum.",
              },
              { text: "It makes the activation steeper.", reason: "That is what larger weights do." },
            ],
          },
          {
            ask: "Which of these change when the network learns?",
            several: true,
            choices: [
              { text: "its weights", right: true, reason: "Each by its own share of the gradient." },
              { text: "its biases", right: true, reason: "They are parameters as well." },
              { text: "its number of layers", reason: "That is chosen before." },
            ],
          },
          {
            ask: "How many parameters has the network?",
            answer: reader.parameterCount,
            unit: "parameters",
            reason: "The weights and the biases of all layers.",
          },
        ],
      }),
    flashcards: () =>
      nd.flashcards({
        title: "Flashcards: how training goes",
        cards: [
          { term: "epoch", definition: "once through all examples", lesson: "08 Batches" },
          {
            term: "`η`, the learning rate",
            definition: "how far to go for each unit of slope",
            mnemonic: "a small letter for a small number",
            lesson: "02 Gradient descent",
          },
          {
            term: "∂C/∂w",
            definition: "how fast the cost grows with one weight",
            lesson: "05 The chain rule",
          },
        ],
      }),
    gradientMicroscope: () => nd.gradientMicroscope(),
    descentPlayground: () => nd.descentPlayground(),
    backpropStepper: () => nd.backpropStepper(),
    drawingPad: () => nd.drawingPad({ network: reader, examples: { inputs, labels } }),
    networkPlayground: () => nd.networkPlayground(),
    approximationBuilder: () => nd.approximationBuilder(),
  };
}
