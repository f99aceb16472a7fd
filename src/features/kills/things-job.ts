/** The job that lets kills follow the catalogue: asked for by who changes it. */
export const NAME_THINGS_JOB = "kills.name-things";
