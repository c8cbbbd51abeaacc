// All posts as JSON Lines.
exports.data = { permalink: '/articles.jsonl', eleventyExcludeFromCollections: true }
exports.render = ({ collections }) => collections.post.map(({ url, date, data, content }) => JSON.stringify({
  id: url, url, title: data.title, date: date.toISOString().slice(0, 10), text: content.replace(/<[^>]+>/g, ''),
})).join('\n')
