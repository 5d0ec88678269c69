import type { Plugin } from 'vite';

export function inParts(text: string): string;
export function plotlyInParts(): Plugin;
