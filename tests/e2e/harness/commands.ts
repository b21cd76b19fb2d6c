// WebDriver's client waits for an answer for ever. A driver that hangs is told by the command that it hangs in.
import type { WebDriver } from 'selenium-webdriver';

const LIMIT = 30_000;

/** Makes every later command of this driver fail when it is not answered in time. */
export function limitCommands(driver: WebDriver): void {
  const executor = driver.getExecutor();
  const execute = executor.execute.bind(executor);
  executor.execute = (command) => {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(
          new Error(`no answer to ${command.getName()} ${JSON.stringify(command.getParameters())} in 30 s`),
        );
      }, LIMIT);
    });
    return Promise.race([execute(command), late]).finally(() => clearTimeout(timer));
  };
}
