// Has the tables of search made while Hanzi is built: CLexicon writes them, once.

import PackagePlugin

@main struct LexiconPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let file = context.pluginWorkDirectoryURL.appending(path: "LexiconTables.swift")
    let tool = try context.tool(named: "CLexicon")
    return [
      .buildCommand(
        displayName: "Making the tables of search", executable: tool.url, arguments: [file.path],
        outputFiles: [file])
    ]
  }
}
