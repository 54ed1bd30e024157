/**
 * fast-check, with the same random examples in every run: what passes on one machine passes on all, and what fails can be
 * looked at again. NEURAL_DESCENT_EXAMPLES=7 takes others.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.NEURAL_DESCENT_EXAMPLES ?? "1") });

export default fc;
