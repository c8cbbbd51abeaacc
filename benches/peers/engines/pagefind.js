/**
 * Searches the index that `prepare` built; in a page only. The ids of the hits are known once their
 * articles are fetched.
 */
export default {
  name: 'Pagefind',
  keepsText: true,
  deep: 10,
  async build() {
    const pagefind = await import(/* a file of its own making */ String('/pagefind/pagefind.js'))
    await pagefind.init()
    return pagefind
  },
  async search(pagefind, query, limit) {
    const { results } = await pagefind.search(query)
    const shown = await Promise.all(results.slice(0, limit).map((result) => result.data()))
    return shown.map(({ url }) => url.replace(/^\//, ''))
  },
}
