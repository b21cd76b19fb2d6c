import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Program } from './shell/Program';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Program />
    </StrictMode>,
  );
}
