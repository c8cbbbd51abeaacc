// Sets of queries as stored in JSON.

/** Reads the sets of queries that `writeInput` of input.mjs wrote. */
export const readSets = (sets) =>
  sets.map(({ name, queries }) => ({
    name,
    queries: queries.map(({ text, grades }) => ({ text, grades: new Map(grades) })),
  }))
