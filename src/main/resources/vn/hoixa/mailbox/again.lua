-- ARGV: resident, event id, body, due. Puts back an event whose id is known and done with. Returns 1, or 0 where it
-- still waits.
local resident, id, body, due = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('HEXISTS', '{hoixa}:bodies:' .. resident, id) == 1 then
    return 0
end
redis.call('RPUSH', '{hoixa}:box:' .. resident, id)
redis.call('HSET', '{hoixa}:bodies:' .. resident, id, body)
redis.call('HDEL', '{hoixa}:tries:' .. resident, id)
wake(resident, due)
return 1
