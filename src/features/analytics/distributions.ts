import library from "jstat";

/** Distributions. The library is of the old kind of modules, of which plain node gives the whole and no parts. */
export const jStat = library.jStat;
