// The part of WebDriver that the tests need, for browsers that Playwright cannot drive.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'

const STARTS_WITHIN_MS = 30_000

/**
 * Firefox through geckodriver: a fresh default profile, in which each file is an origin of its own.
 */
export function firefox(t) {
  const options = {
    args: ['-headless'],
    prefs: {
      'security.fileuri.strict_origin_policy': true,
      'devtools.console.stdout.content': true,
      // No background requests to Mozilla during a test, nor errors that they fail.
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
    },
  }
  const start = (port) => [onPath('geckodriver'), ['--port', port]]
  return session(undoing(t), start, { browserName: 'firefox', 'moz:firefoxOptions': options })
}

/**
 * The errors of a page among the lines that Firefox printed; those of Firefox itself begin with a
 * component name.
 */
export function complaints(lines) {
  return lines.filter((line) =>
    /^console\.error: (?!\w+: )|^JavaScript error: (file|blob|http):/.test(line),
  )
}

/** WebKitGTK through WebKitWebDriver and MiniBrowser, on a virtual display. */
export async function webkit(t) {
  const binary = ['x86_64', 'aarch64']
    .map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)
    .find(existsSync)
  const undo = undoing(t)
  const display = await screen(undo)
  const start = (port) => [onPath('WebKitWebDriver'), [`--port=${port}`], { DISPLAY: display }]
  return session(undo, start, {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  })
}

/** Cleanup functions, run after the test in reverse order. */
function undoing(t) {
  const steps = []
  t.after(async () => {
    for (const step of steps.reverse()) await step()
  })
  return (step) => steps.push(step)
}

async function session(undo, start, capabilities) {
  const port = String(await freePort())
  const [command, args, env] = start(port)
  const { lines } = launch(undo, command, args, env)
  const base = `http://127.0.0.1:${port}`
  const { sessionId } = await until(() =>
    send('POST', `${base}/session`, { capabilities: { alwaysMatch: capabilities } }),
  )
  const here = `${base}/session/${sessionId}`
  undo(() => send('DELETE', here).catch(() => {}))
  return {
    lines,
    open: (address) => send('POST', `${here}/url`, { url: String(address) }),
    /** Runs `task` in the page; resolves with what its promise resolves with. */
    run: async (task, ...args) => {
      const script = `
        const args = Array.from(arguments)
        const done = args.pop()
        Promise.resolve()
          .then(() => (${task})(...args))
          .then((value) => done({ value }), (error) => done({ error: String(error) }))`
      const { value, error } = await send('POST', `${here}/execute/async`, { script, args })
      if (error) throw new Error(error)
      return value
    },
    /** Types with trusted key events into the focused element. */
    type: (text) => {
      const actions = [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      return send('POST', `${here}/actions`, {
        actions: [{ type: 'key', id: 'keyboard', actions }],
      })
    },
  }
}

/** Starts a program that is stopped after the test; `lines` collects its output. */
function launch(undo, command, args, env = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => lines.push(...String(data).split('\n')))
  undo(() => child.kill())
  return { child, lines }
}

/** A free X display; Xvfb picks the number and prints it. */
async function screen(undo) {
  const { lines } = launch(undo, onPath('Xvfb'), [
    '-displayfd',
    '1',
    '-screen',
    '0',
    '1280x1024x24',
    '-nolisten',
    'tcp',
  ])
  const number = await until(async () => {
    const line = lines.find((text) => /^\d+$/.test(text))
    if (!line) throw new Error(`Xvfb does not start: ${lines.join('\n')}`)
    return line
  })
  return `:${number}`
}

async function send(method, address, body) {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  const { value } = await response.json()
  if (!response.ok)
    throw Object.assign(new Error(`${value.error}: ${value.message}`), { answered: true })
  return value
}

/** Retries `attempt` until it connects; resolves with its result. */
async function until(attempt) {
  const end = Date.now() + STARTS_WITHIN_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (error.answered || Date.now() > end) throw error
      await new Promise((resume) => setTimeout(resume, 100))
    }
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address()
  await new Promise((closed) => server.close(closed))
  return port
}

function onPath(name) {
  const found = process.env.PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync)
  if (!found) throw new Error(`${name} is missing; \`make browsers\` installs it`)
  return found
}
