# Completion of bulkhead for PowerShell: bulkhead completion pwsh | Out-String | Invoke-Expression
#
# The words typed so far go to bulkhead on standard input, never as arguments: other users can read those.

Register-ArgumentCompleter -Native -CommandName bulkhead -ScriptBlock {
    param($current, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$_" } | Select-Object -Skip 1)
    $typed = (@($words) + $current | ForEach-Object { "$_`0" }) -join ''
    $typed | bulkhead __complete 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if ($value -eq ':folder') {
            Get-ChildItem -Directory -Path "$current*" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_.Name, $_.Name, 'ProviderContainer', $_.FullName)
            }
        } elseif (-not $value.StartsWith(':')) {
            if (-not $about) { $about = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
        }
    }
}
