export { Widget } from "./widget";
export type { WidgetKind, WidgetParts } from "./widget";
export { shareWidgetPrograms } from "./document";
export { quiz } from "./quiz/quiz";
export type { QuizOptions } from "./quiz/quiz";
export type { Choice, ChoiceQuestion, Mistake, NumericQuestion, Question } from "./quiz/question";
export { gradientMicroscope } from "./gradient-microscope/gradient-microscope";
export type { GradientMicroscopeOptions } from "./gradient-microscope/gradient-microscope";
