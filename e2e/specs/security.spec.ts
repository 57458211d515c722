// The loopback host as a hostile page, program or user meets it. The window's own flows are in the other specs.
import { request } from 'node:http'
import { expect, test } from '../fixtures.ts'

/** A request with exactly these headers; fetch() forbids forging Host. Gives the status. */
const statusOf = (origin: string, method: string, path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port, host } = new URL(origin)
    const sent = request({ hostname, port, method, path, headers: { host, ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(method === 'POST' ? '{"method":"app.info","input":{}}' : undefined)
  })

test('listens on 127.0.0.1 alone and knows itself by no other name', async ({ host }) => {
  const { port } = new URL(host.origin)
  expect(await statusOf(host.origin, 'GET', '/', { host: `localhost:${port}` })).toBe(421)
  expect(await statusOf(host.origin, 'GET', '/', { host: `tickmark.example:${port}` })).toBe(421)
  await expect(fetch(`http://[::1]:${port}/`)).rejects.toThrow()
})

test('refuses a wrong token, a foreign origin and a call without either', async ({ host }) => {
  const json = { 'content-type': 'application/json' }
  const own = { ...json, origin: host.origin, authorization: `Bearer ${host.token}` }
  expect(await statusOf(host.origin, 'POST', '/rpc', own)).toBe(200)
  expect(await statusOf(host.origin, 'POST', '/rpc', { ...own, authorization: `Bearer ${'A'.repeat(43)}` })).toBe(401)
  expect(await statusOf(host.origin, 'POST', '/rpc', { ...own, origin: 'http://evil.example' })).toBe(403)
  expect(await statusOf(host.origin, 'POST', '/rpc', json)).toBe(403)
  expect(await statusOf(host.origin, 'GET', '/events', {})).toBe(401)
})

test('another site in the same browser reaches nothing, even with the port and a guess', async ({ host, browser }) => {
  const page = await browser.newPage()
  await page.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto('http://evil.example/')
  const outcome = await page.evaluate(async (origin) => {
    const attempts: [string, RequestInit][] = [
      ['/rpc', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"method":"app.info","input":{}}' }],
      ['/rpc', { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{"method":"app.info","input":{}}' }],
      ['/events', {}],
    ]
    return Promise.all(
      attempts.map(([path, init]) =>
        fetch(origin + path, init).then(
          (answer) => answer.type,
          () => 'refused',
        ),
      ),
    )
  }, host.origin)
  expect(outcome).toEqual(['refused', 'refused', 'refused'])
  await page.close()
})

test('the window cannot be framed by another page', async ({ host, browser }) => {
  const page = await browser.newPage()
  await page.route('http://evil.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><iframe src="${host.origin}/"></iframe>` }),
  )
  await page.goto('http://evil.example/')
  await expect(page.frameLocator('iframe').locator('#root, main')).toHaveCount(0)
  await page.close()
})

test('the secret leaves the address at once and survives a reload of its tab only', async ({ studio, page, host, browser }) => {
  await studio.ready()
  expect(page.url()).not.toContain(host.token)
  await page.reload()
  await studio.ready()
  const stranger = await browser.newPage()
  await stranger.goto(host.origin)
  await expect(stranger.getByRole('button', { name: /New engagement/ })).toHaveCount(0)
  await stranger.close()
})

test('the policy lets no inline script, no evaluation and no other address in', async ({ studio, page, expectedErrors }) => {
  await studio.ready()
  expectedErrors.push(/Content Security Policy/, /404 \(Not Found\)/)
  const blocked = await page.evaluate(async () => {
    const directives: string[] = []
    document.addEventListener('securitypolicyviolation', (violation) => directives.push(violation.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    const markup = document.createElement('div')
    markup.innerHTML = '<img src="x" onerror="window.injected = true">'
    document.body.append(markup)
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.head.append(style)
    const reached = await fetch('http://127.0.0.1:9/').then(
      () => 'reached',
      () => 'refused',
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    const refused = [...new Set(directives)].sort()
    // In a turn of its own: what a test evaluates is exempt from the policy, what it starts is not.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-new-func, typescript/no-implied-eval, typescript/no-unsafe-call -- must be refused
          resolve(new Function('return "evaluated"')())
        } catch {
          resolve('refused')
        }
      })
    })
    return { directives: refused, reached, evaluated, injected: 'injected' in window }
  })
  expect(blocked).toEqual({
    directives: ['connect-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'],
    reached: 'refused',
    evaluated: 'refused',
    injected: false,
  })
})

test('the window asks nothing of any other address in a whole session', async ({ studio, page, host }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (origin !== host.origin && protocol !== 'blob:' && protocol !== 'data:') foreign.push(request.url())
  })
  await page.reload()
  await studio.ready()
  expect(foreign).toEqual([])
})
