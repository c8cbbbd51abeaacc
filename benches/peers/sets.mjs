// Sets of queries as they travel in JSON.

/** Sets of queries as `writeInput` of input.mjs wrote them. */
export const readSets = (sets) =>
  sets.map(({ name, queries }) => ({
    name,
    queries: queries.map(({ text, grades }) => ({ text, grades: new Map(grades) })),
  }))
