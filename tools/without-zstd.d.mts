import type { Plugin } from 'vite';

export function withoutZstd(): Plugin;
