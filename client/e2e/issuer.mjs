// An OpenID Connect provider for the stories without the demo: whoever is
// named on its page is signed in. Code flow with PKCE, as any provider has it.
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

const json = (response, body, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

const read = async (request) => {
  let body = ''
  for await (const chunk of request) body += chunk
  return new URLSearchParams(body)
}

/** Starts it; `env` are the settings of a program that is to use it. */
export async function openIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map()
  let issuer = ''

  const sign = (claims) => {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${part(claims)}`
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`
  }
  const ask = (response, query) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    const asked = JSON.stringify(Object.fromEntries(query)).replaceAll('"', '&quot;')
    response.end(`<!doctype html><html lang="en"><title>Sign in</title><form method="post"><input type="hidden" name="asked" value="${asked}">
      <label>Name <input name="name"></label> <label>Address <input name="email"></label> <button>Go on</button></form>`)
  }
  const letIn = (response, form) => {
    const asked = JSON.parse(form.get('asked'))
    const code = randomUUID()
    codes.set(code, { ...asked, name: form.get('name'), email: form.get('email') })
    const back = new URL(asked.redirect_uri)
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.state)
    response.writeHead(303, { location: back.href })
    response.end()
  }
  const token = (response, form) => {
    const asked = codes.get(form.get('code'))
    codes.delete(form.get('code'))
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url')
    if (!asked || asked.code_challenge !== challenge) return json(response, { error: 'invalid_grant' }, 400)
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, sub: asked.email, aud: asked.client_id, iat: now, exp: now + 300, nonce: asked.nonce, name: asked.name, email: asked.email, email_verified: true }
    return json(response, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: sign(claims) })
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, issuer)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/keys':
        return json(response, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] })
      case '/authorize':
        return request.method === 'POST' ? letIn(response, await read(request)) : ask(response, url.searchParams)
      case '/token':
        return token(response, await read(request))
      case '/favicon.ico': // a browser asks for one; this page has none
        return response.writeHead(204).end()
      default:
        return json(response, { error: 'not_found' }, 404)
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${server.address().port}`
  return {
    env: { RAPPORTEUR_DEMO: 'false', RAPPORTEUR_OIDC_ISSUER: issuer, RAPPORTEUR_OIDC_CLIENT_ID: 'rapporteur', RAPPORTEUR_OIDC_CLIENT_SECRET: 'test' },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

/** Signs somebody in through it, from any page of ours that leads there. */
export async function signInAs(page, name, email) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Address').fill(email)
  await page.getByRole('button', { name: 'Go on' }).click()
}
