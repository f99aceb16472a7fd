export { sampleStatus } from "./sample.ts";
