import { text, type Endpoint, type IValue } from 'cdk8s-compose';

/** Upstream's `vite.config.ts` with the backend where it is: in a container of its own, not on this one's localhost. */
export function viteConfig(backend: Endpoint): IValue {
  return text`import path from 'path'
import { defineConfig } from 'vite'
import react from '@vitejs/plugin-react'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': path.resolve(__dirname, './src') } },
  server: {
    port: 3000,
    proxy: { '/api': { target: '${backend.url()}', changeOrigin: true, ws: true } },
  },
})
`;
}
