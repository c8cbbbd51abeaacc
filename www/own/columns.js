/** What a column of a table may be. */
export const COLUMNS = ['text', 'title', 'date', 'url', 'id', 'language']
