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
            ask: "How many parameters has the network?",
            answer: reader.parameterCount,
            reason: "784·16 + 16 + 16·16 + 16 + 16·10 + 10.",
          },
        ],
      }),
    flashcards: () =>
      nd.flashcards({
        cards: [{ term: "epoch", definition: "once through all examples", lesson: "08 Batches" }],
      }),
    gradientMicroscope: () => nd.gradientMicroscope(),
    descentPlayground: () => nd.descentPlayground(),
    backpropStepper: () => nd.backpropStepper(),
    drawingPad: () => nd.drawingPad({ network: reader, examples: { inputs, labels } }),
    networkPlayground: () => nd.networkPlayground(),
    approximationBuilder: () => nd.approximationBuilder(),
  };
}
