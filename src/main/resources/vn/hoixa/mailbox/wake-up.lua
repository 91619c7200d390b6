-- ARGV: resident, when
wake(ARGV[1], ARGV[2])
return 1
