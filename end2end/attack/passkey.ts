import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

/** What the portal asks an authenticator for (W3C Web Authentication Level 3, section 5.4), as far as it is needed here. */
export interface Options {
  challenge: string;
  rp: { id: string };
}

/** User present, user verified, attested credential data included. */
const FLAGS = 0x01 | 0x04 | 0x40;

/** Makes a passkey on P-256 without attestation, as JSON (section 5.1). */
export function newCredential({ challenge, rp }: Options, origin: string): object {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const coordinate = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
  const id = randomBytes(32);
  // COSE: an elliptic curve, ES256, on P-256.
  const cose = cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, coordinate(key.x)], [-3, coordinate(key.y)]]));
  const data = Buffer.concat([
    createHash('sha256').update(rp.id).digest(),
    Buffer.from([FLAGS]),
    Buffer.alloc(4),
    Buffer.alloc(16),
    Buffer.from([0, id.length]),
    id,
    cose,
  ]);
  const attestation = new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', data]]);
  const client = JSON.stringify({ type: 'webauthn.create', challenge, origin, crossOrigin: false });
  return {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    response: {
      clientDataJSON: Buffer.from(client).toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    },
    clientExtensionResults: {},
  };
}

/** The few kinds of CBOR (RFC 8949) that a passkey is made of. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') {
    return value < 0 ? head(1, -1 - value) : head(0, value);
  }
  if (Buffer.isBuffer(value)) {
    return Buffer.concat([head(2, value.length), value]);
  }
  if (typeof value === 'string') {
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  }
  if (value instanceof Map) {
    return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
  }
  throw new Error(`no CBOR for ${typeof value}`);
}

function head(major: number, length: number): Buffer {
  if (length < 24) {
    return Buffer.from([(major << 5) | length]);
  }
  return length < 256 ? Buffer.from([(major << 5) | 24, length]) : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
