// Interaction to Next Paint (INP) of the seeds' page in Chromium with the CPU throttled four times,
// over interactions with every screen.
import { chromium } from 'playwright-core'

const SLOWER = 4
const address = new URL('../../dist/reading-room.html', import.meta.url)

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
await page.addInitScript(() => {
  window.interactions = new Map()
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId)
        interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0))
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
})
await page.goto(String(address))
await page.locator('.leading').waitFor()
await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', {
  rate: SLOWER,
})

const calm = () => page.locator('.main:not([aria-busy])').waitFor()
let acts = 0
const act = async (what) => {
  acts += 1
  await what()
  await calm()
  await page.waitForTimeout(200)
}
const press = (key) => act(() => page.keyboard.press(key))
const click = (selector) => act(() => page.locator(selector).first().click())

const { keyboard } = page
for (let round = 0; round < 2; round += 1) {
  await act(() => keyboard.press('/'))
  for (const letter of 'ukraine defence') await press(letter)
  await press('Enter')
  await press('ArrowDown')
  await press('Enter')
  for (let step = 0; step < 5; step += 1) await press('n')
  await click('.tools [data-action="underlines"]')
  await click('.tools [data-action="underlines"]')
  await click('.text > p a.name')
  await click('.card .actions a')
  await click('.beside summary')
  await press('Escape')
  for (const section of ['#/e/', '#/q/', '#/m/', '#/t/', '#/g/', '#/i/', '#/'])
    await click(`.sections a[href="${section}"]`)
  await click('.sections a[href="#/q/"]')
  await click('.fields input')
  for (const letter of 'support') await press(letter)
  await click('.sections a[href="#/"]')
}
// Interactions shorter than a frame are not listed.
const durations = await page.evaluate(() => [...interactions.values()])
const all = [...durations, ...Array(Math.max(0, acts - durations.length)).fill(16)].sort(
  (a, b) => a - b,
)
const at = (share) => all[Math.min(all.length - 1, Math.floor(all.length * share))]
console.log(
  `interaction to next paint, CPU ${SLOWER} times slower, ${all.length} interactions: ` +
    `half within ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, all within ${all.at(-1)} ms`,
)
await browser.close()
