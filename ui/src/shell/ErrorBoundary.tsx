import { Button, Result, Typography } from 'antd';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { commands } from '../ipc';
import { common } from '../messages';
import { shell } from './messages';

interface State {
  error: Error | null;
}

/** Catches a defect of what it holds, says so, and logs it on the Rust side. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    void commands
      .clientLog('error', `${error.stack ?? error.message}\n${info.componentStack ?? ''}`)
      .catch(() => null);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Result
        status="error"
        title={shell.crash.title}
        subTitle={
          <>
            <div>{shell.crash.safe}</div>
            <div>{shell.crash.next}</div>
          </>
        }
        extra={[
          <Button key="retry" type="primary" onClick={() => this.setState({ error: null })}>
            {common.retry}
          </Button>,
          <Button
            key="home"
            onClick={() => {
              window.location.hash = '#/';
              this.setState({ error: null });
            }}
          >
            {shell.crash.home}
          </Button>,
        ]}
      >
        <Typography.Text code copyable>
          {error.message}
        </Typography.Text>
      </Result>
    );
  }
}
