/** What a column of a table may hold. */
export const COLUMNS = ['text', 'title', 'date', 'url', 'id', 'language']
