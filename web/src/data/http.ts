// Every call to the server goes through here: the cookie, the CSRF token, errors as values of one class.

/** What the server (or the network) said instead of an answer. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when the server could not be reached. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint?: string,
    /** Seconds to wait before another try, when the server says so. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface Answer<T> {
  data: T;
  status: number;
  etag?: string;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Goes on when the page is left meanwhile. */
  keepalive?: boolean;
}

export const API = '/api/data/v9.2/';

let csrfToken = '';
const expiryListeners = new Set<() => void>();

/** Keeps the token that every change must carry. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Calls `listener` whenever the server no longer knows the session; answers how to stop that. */
export function onSessionExpired(listener: () => void): () => void {
  expiryListeners.add(listener);
  return () => expiryListeners.delete(listener);
}

interface ErrorBody {
  error?: { code?: string; message?: string; hint?: string };
}

/** What an answer that is no success says. */
export async function toError(response: Response): Promise<ApiError> {
  let body: ErrorBody = {};
  try {
    body = (await response.json()) as ErrorBody;
  } catch {
    // A proxy's HTML page, or nothing: the status says enough.
  }
  const wait = Number(response.headers.get('Retry-After'));
  return new ApiError(
    response.status,
    body.error?.code ?? String(response.status),
    body.error?.message ?? response.statusText,
    body.error?.hint,
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
  );
}

/** Sends one request. `path` is taken under the OData address unless it starts with a slash. */
export async function request<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;

  let response: Response;
  try {
    response = await fetch(path.startsWith('/') ? path : API + path, {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      keepalive: options.keepalive,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'unreachable', 'The server could not be reached.');
  }
  if (!response.ok) {
    if (response.status === 401 && path !== '/api/session') expiryListeners.forEach((listener) => listener());
    throw await toError(response);
  }
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const data = (response.status === 204 || !isJson ? undefined : await response.json()) as T;
  return { data, status: response.status, etag: response.headers.get('ETag') ?? undefined };
}

export async function get<T>(path: string, options?: RequestOptions): Promise<T> {
  return (await request<T>('GET', path, options)).data;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return (await request<T>('POST', path, { body })).data;
}
