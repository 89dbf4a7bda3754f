// A file from the server, saved by the browser; an error of the server is thrown, not saved.
import { API, toError } from './http';

/** Saves text as a file of this name. */
export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export async function download(path: string, name: string): Promise<void> {
  const response = await fetch(API + path, { credentials: 'same-origin' });
  if (!response.ok) throw await toError(response);
  saveAs(await response.blob(), name);
}
