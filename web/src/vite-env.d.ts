/// <reference types="vite/client" />
declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
declare module '*.po?lingui' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}

declare module '*/schema.generated?later' {
  export const tables: Record<string, import('./data/schema.generated').Table>;
  export const choices: Record<string, readonly import('./data/schema.generated').Option[]>;
}
