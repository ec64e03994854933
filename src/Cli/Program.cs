using Paragon.Cli;

return await Tool.Run(args, ToolConsole.OfProcess());
