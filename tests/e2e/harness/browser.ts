// The two ways in: the program's real window (WebKitGTK, driven straight by WebKitWebDriver) and Chromium, the engine of
// Windows' WebView2, which reaches the same Rust core through the test-only bridge.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import type { Cleanup } from './cleanup';
import { limitCommands } from './commands';
import { display } from './display';
import { program, temporaryFolder } from './folders';
import { freePort, listening } from './ports';
import { start } from './process';

export type BrowserName = 'chromium' | 'window';

/** The browser that this run is for (E2E_BROWSER). */
export function browserName(): BrowserName {
  const name = process.env.E2E_BROWSER ?? 'chromium';
  if (name !== 'chromium' && name !== 'window')
    throw new Error(`E2E_BROWSER is ${name}; it may be chromium or window`);
  return name;
}

/** An environment in which a program sees a home of its own. */
export function freshHome(cleanup: Cleanup): NodeJS.ProcessEnv {
  const home = temporaryFolder(cleanup);
  const folder = (name: string) => {
    mkdirSync(join(home, name), { recursive: true });
    return join(home, name);
  };
  return {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: folder('data'),
    XDG_CONFIG_HOME: folder('config'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_STATE_HOME: folder('state'),
    XDG_RUNTIME_DIR: folder('run'),
    LANG: 'zh_CN.UTF-8',
    LANGUAGE: 'zh_CN',
    TZ: 'Asia/Shanghai',
  };
}

// The display and the session buses of whoever runs the tests are not the program's business. Nor may they switch off
// compositing: without it WebKitGTK answers no request for a picture until the page changes, which may be never.
async function realWindow(cleanup: Cleanup, url: string, home: NodeJS.ProcessEnv): Promise<WebDriver> {
  const env = {
    ...home,
    DISPLAY: await display(cleanup),
    WAYLAND_DISPLAY: '',
    GDK_BACKEND: 'x11',
    TAURI_WEBVIEW_AUTOMATION: 'true',
    WEBKIT_DISABLE_DMABUF_RENDERER: '0',
    WEBKIT_DISABLE_COMPOSITING_MODE: '0',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    NO_AT_BRIDGE: '1',
  };
  const port = await freePort();
  const driver = start(cleanup, 'WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env });
  await listening(port, driver.output);
  const capabilities = new Capabilities({
    browserName: 'wry',
    'webkitgtk:browserOptions': { binary: program('huishang-desktop'), args: ['--db', url] },
  });
  const built = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(capabilities)
    .build();
  // There is no window manager on this display to fit the window to the screen.
  await built.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 });
  return built;
}

async function chromium(cleanup: Cleanup, url: string, env: NodeJS.ProcessEnv): Promise<WebDriver> {
  const bridge = start(cleanup, program('huishang-bridge'), ['--db', url, '--port', '0'], { env });
  const [page] = await bridge.line(/http:\/\/127\.0\.0\.1:\d+\S*/);
  const options = new chrome.Options();
  options.addArguments(
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--lang=zh-CN',
    // The page itself is 143 lower than the window.
    '--window-size=1366,911',
    `--user-data-dir=${temporaryFolder(cleanup)}`,
  );
  const binary = process.env.E2E_CHROMIUM ?? CHROMIUMS.find(existsSync);
  if (!binary) throw new Error(`none of ${CHROMIUMS.join(', ')} is installed`);
  options.setChromeBinaryPath(binary);
  const [, port] = await start(cleanup, 'chromedriver', ['--port=0'], { env }).line(
    /started successfully on port (\d+)/,
  );
  const built = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .forBrowser('chrome')
    .setChromeOptions(options)
    .build();
  await built.get(page);
  return built;
}

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Opens the program on a database, for somebody of this home; it is closed with the cleanup. */
export async function openProgram(
  cleanup: Cleanup,
  name: BrowserName,
  url: string,
  home = freshHome(cleanup),
): Promise<WebDriver> {
  const driver = await (name === 'window' ? realWindow(cleanup, url, home) : chromium(cleanup, url, home));
  limitCommands(driver);
  cleanup.add(() => driver.quit());
  return driver;
}
