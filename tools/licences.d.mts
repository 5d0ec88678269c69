import type { Plugin } from 'vite';

export const FILE: string;
export function licences(): Plugin;
