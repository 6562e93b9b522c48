/** A file as a citizen chooses it. */
export interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A file that begins like a PDF; `words` make it another one. */
export function pdf(name: string, words: string): Chosen {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`) };
}
