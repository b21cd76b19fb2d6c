export default function WorkbenchPage() {
  return <div data-testid="page-workbench" />;
}
