/** As much of the library as is used here; it brings no types of its own. */
declare module "jstat" {
  const library: {
    jStat: {
      beta: {
        inv(p: number, alpha: number, beta: number): number;
        cdf(x: number, alpha: number, beta: number): number;
      };
      normal: {
        cdf(x: number, mean: number, deviation: number): number;
        inv(p: number, mean: number, deviation: number): number;
      };
      hypgeom: { pdf(k: number, population: number, successes: number, draws: number): number };
    };
  };
  export default library;
}
