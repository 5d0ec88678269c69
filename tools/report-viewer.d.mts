import type { Plugin } from 'vite';
export declare function reportViewer(): Plugin;
