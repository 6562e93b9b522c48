// An OpenID provider that nobody of this project has written (npm: oidc-provider), for the test of the portal's client.
// Prints its address, reads the client's redirect address from its input, and answers until that is closed.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
console.log(issuer);
const input = createInterface({ input: process.stdin });
const [redirectUri] = await once(input, 'line');

/** Whoever signs in: the name typed is the number of the papers. */
const account = id => ({
  accountId: id,
  claims: () => ({
    sub: id,
    name: 'Võ Thị Hoa',
    birthdate: '1992-05-20',
    email: 'hoa.vo@example.vn',
    phone_number: '+84905111222',
    identity_number: id,
  }),
});

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'dvc-tay-ninh',
      client_secret: 'sandbox-vietnam-post-secret',
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [new URL('/', redirectUri).href],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub', 'name', 'birthdate', 'email', 'phone_number', 'identity_number'] },
  pkce: { required: () => true, methods: ['S256'] },
  findAccount: (_, id) => account(id),
  cookies: { keys: ['for the test only'] },
  features: { devInteractions: { enabled: true } },
});

server.on('request', provider.callback());
console.log('ready');
await once(input, 'close');
process.exit(0);
