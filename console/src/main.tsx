import './look/tokens.css';
import './look/ground.css';
import './print/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries.js';
import { Shortcuts } from './keyboard/shortcuts.js';
import { Live } from './live/live.js';
import { Look } from './look/look.js';
import { markOurStyles } from './look/style-nonce.js';
import { applyTheme } from './look/theme-choice.js';
import { router } from './router.js';
import { Session } from './session/session.js';
import { PageSkeleton } from './states/skeleton.js';
import { startWords } from './words/words.js';

markOurStyles();
applyTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await startWords();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Look>
        <Suspense fallback={<PageSkeleton />}>
          <Session>
            <Live>
              <Shortcuts>
                <RouterProvider router={router} />
              </Shortcuts>
            </Live>
          </Session>
        </Suspense>
      </Look>
    </QueryClientProvider>
  </StrictMode>,
);
