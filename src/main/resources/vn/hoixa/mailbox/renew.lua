-- ARGV: resident, token, end of lease. Returns 1, or 0 where the token is no longer the current one.
if redis.call('HGET', '{hoixa}:lease:' .. ARGV[1], 'token') ~= ARGV[2] then
    return 0
end
redis.call('ZADD', DUE, ARGV[3], ARGV[1])
return 1
